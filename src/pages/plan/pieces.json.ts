import { toSessionData } from '#domain/plan/session-data.ts';
import { library, piecesOf } from '#library/index.ts';

/** What the planner's script puts sessions together from. */
export async function GET(): Promise<Response> {
  return Response.json(toSessionData(piecesOf(await library())));
}
