import { createFileRoute, redirect } from '@tanstack/react-router';
import * as z from 'zod/mini';

const search = z.object({ new: z.catch(z.optional(z.string()), undefined) });

/** `?new=<customer>` starts a quote; a quote is found again through its customer or its order. */
export const Route = createFileRoute('/_app/quotes/')({
  validateSearch: (input) => z.parse(search, input),
  beforeLoad: ({ search: { new: customer } }) => {
    throw redirect({ to: '/deals/new', search: { customer } });
  },
});
