import { onHint } from '@/api/hints';

export const careKeys = {
  lists: ['aftersales', 'calls', 'list'],
  list: (filters: object) => ['aftersales', 'calls', 'list', filters],
  counters: ['aftersales', 'calls', 'counters'],
  task: (id: string) => ['aftersales', 'calls', 'task', id],
  reports: ['aftersales', 'calls', 'report'],
  report: (month: string) => ['aftersales', 'calls', 'report', month],
} as const;

export const complaintKeys = {
  lists: ['aftersales', 'complaints', 'list'],
  list: (filters: object) => ['aftersales', 'complaints', 'list', filters],
  boards: ['aftersales', 'complaints', 'board'],
  board: (mine: boolean) => ['aftersales', 'complaints', 'board', mine],
  complaint: (id: string) => ['aftersales', 'complaints', 'one', id],
} as const;

export const vehicleKeys = {
  lists: ['aftersales', 'vehicles', 'list'],
  list: (filters: object) => ['aftersales', 'vehicles', 'list', filters],
  vehicle: (id: string) => ['aftersales', 'vehicles', 'one', id],
} as const;

export const settingsKey = ['aftersales', 'settings'] as const;

onHint('care_task', (hint) => [careKeys.lists, careKeys.counters, careKeys.reports, careKeys.task(hint.id)]);
onHint('complaint', (hint) => [complaintKeys.lists, complaintKeys.boards, complaintKeys.complaint(hint.id)]);
onHint('owned_vehicle', (hint) => [vehicleKeys.lists, vehicleKeys.vehicle(hint.id)]);
onHint('delivery', [vehicleKeys.lists, careKeys.lists, careKeys.counters]);
onHint('clock', [['aftersales']]);
