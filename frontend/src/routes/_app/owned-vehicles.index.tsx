import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/_app/owned-vehicles/')({
  component: RouteComponent,
})

function RouteComponent() {
  return <div>Hello "/_app/owned-vehicles/"!</div>
}
