/** `GET /` answers 200 with a drawing in plain text. */
export const FRONT_PAGE = String.raw`
  o   o
   \ /    This is a simulated Kazoo.
   ( )    The API is under /v2, the controls under /_simulator.
   / \
`;
