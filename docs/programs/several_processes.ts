import * as st from "@eddy/eddy";
import { redisStore } from "@eddy/eddy/redis";

/** What everybody shares lies in a database; what one page shares with itself, in its session. */
const visits = st.state({ clicks: 0 });
const cheered = st.topic("cheers");

const cheers = st.fragment(() => {
  st.button("Cheer", {
    onClick: async () => {
      visits.clicks++;
      await cheered.publish(); // reaches the pages of every process
    },
  });
  st.write(`${visits.clicks} cheers of yours, answered by process ${Deno.pid}.`);
}, { key: "cheers", runOn: cheered });

function page() {
  st.title("One app, several processes");
  cheers();
}

const redis = Deno.env.get("REDIS_URL");

// EDDY_SECRET is the same in every process:
//   EDDY_SECRET=… REDIS_URL=redis://localhost deno serve -A --parallel several_processes.ts
export default st.createApp(page, redis === undefined ? {} : { store: redisStore(redis) });
