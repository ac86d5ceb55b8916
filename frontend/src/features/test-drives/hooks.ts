import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { BookTestDrive, CalendarOut, PageTestDriveRow, TestDriveOut } from '@/api/generated/leads/types.gen';
import { dealKeys } from '@/ui/deal/keys';
import { useAct } from '@/ui/deal/useAct';
import { crowdKeys } from '@/ui/sales/keys';

const PATH = '/api/v1/leads/test-drives';
const keyOf = ({ id }: { id: string }) => [...dealKeys.drives, 'one', id];

export const useCalendar = (day: string) =>
  useQuery({
    queryKey: [...dealKeys.drives, 'calendar', day],
    queryFn: ({ signal }) => api<CalendarOut>(`${PATH}/calendar`, { query: { day }, signal }),
    placeholderData: (previous) => previous,
  });

export const useDrivesOf = (day: string) =>
  useQuery({
    queryKey: [...dealKeys.drives, 'day', day],
    queryFn: async ({ signal }) =>
      (await api<PageTestDriveRow>(PATH, { query: { day, limit: 200 }, signal })).items.sort((a, b) =>
        a.starts_at.localeCompare(b.starts_at),
      ),
  });

export const driveQuery = (id: string) =>
  queryOptions({
    queryKey: keyOf({ id }),
    queryFn: ({ signal }) => api<TestDriveOut>(`${PATH}/${id}`, { signal }),
  });

const settled = {
  keyOf,
  stale: [
    [...dealKeys.drives, 'calendar'],
    [...dealKeys.drives, 'day'],
  ],
};

export const useBook = () => useAct<BookTestDrive, TestDriveOut>(PATH, settled);

export const useDriveAct = <Body>(id: string, action: string) =>
  useAct<Body, TestDriveOut>(`${PATH}/${id}/${action}`, settled);

/** Moves the drive to another time; refused with who has the car until when. */
export function useMove(drive: TestDriveOut) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (starts_at: string) =>
      api<TestDriveOut>(`${PATH}/${drive.id}`, { method: 'PATCH', body: { starts_at }, ifMatch: drive.version }),
    onSuccess: (out) => client.setQueryData(keyOf(out), out),
    onSettled: () => {
      for (const queryKey of [dealKeys.drives, ...crowdKeys]) void client.invalidateQueries({ queryKey });
    },
  });
}
