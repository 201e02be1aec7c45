import { toSessionData } from '#domain/plan/session-data.ts';
import { library, piecesOf } from '#library/index.ts';

/** The pieces from which the planner's script puts sessions together: stories, myths, activities and guides. */
export async function GET(): Promise<Response> {
  return Response.json(toSessionData(piecesOf(await library())));
}
