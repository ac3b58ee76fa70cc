/**
 * Runs in the browser: asks for the same address until the console itself answers, then loads it.
 * Its hash is in the page's policy, so nothing may be filled in here.
 */
export const restartingScript = `
(() => {
  const time = document.querySelector("time");
  const state = document.getElementById("state");
  const since = new Date(time.dateTime);
  const today = since.toDateString() === new Date().toDateString();
  time.textContent = (today ? "" : since.toLocaleDateString() + " ") + since.toLocaleTimeString("en-GB");
  time.title = since.toString();
  // Not all of a room's browsers at once.
  const again = () => setTimeout(look, 1000 + Math.random() * 1000);
  async function look() {
    try {
      const options = { method: "HEAD", cache: "no-store", redirect: "manual" };
      const answer = await fetch(location.href, options);
      if (!answer.headers.has("x-hookline-console")) return location.reload();
      state.textContent = "Waiting for the console";
    } catch {
      state.textContent = "No connection to Hookline";
    }
    again();
  }
  again();
})();
`;
