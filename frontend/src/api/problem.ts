export interface FieldError {
  /** JSON pointer into the request body, e.g. `/starts_at` */
  pointer: string;
  code: string;
  message: string;
}

/** A failed call: the server's problem+json, or `network` when no answer came. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly traceId: string | null;
  /** the whole document, for extension members such as `results` */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, detail: string, body: Record<string, unknown> = {}) {
    super(detail || code);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = Array.isArray(body.errors) ? (body.errors as FieldError[]) : [];
    this.traceId = typeof body.trace_id === 'string' ? body.trace_id : null;
    this.body = body;
  }

  get isNetwork(): boolean {
    return this.status === 0;
  }

  /** Someone else changed the record since it was read. */
  get isStale(): boolean {
    return this.status === 412;
  }
}

export async function readProblem(response: Response): Promise<ApiProblem> {
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // a proxy answered with something else; the status still says enough
  }
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return new ApiProblem(
    response.status,
    text(body.code) || `http_${response.status}`,
    text(body.detail) || text(body.title),
    body,
  );
}

export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem
    ? error
    : new ApiProblem(0, 'unknown', error instanceof Error ? error.message : String(error));
