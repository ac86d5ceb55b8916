import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/deals/new')({
  component: RouteComponent,
})

function RouteComponent() {
  return <div>Hello "/_app/deals/new"!</div>
}
