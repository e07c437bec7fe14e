import { throughput } from "/work/main/tests/bench/throughput.ts";
import { tableOf } from "/work/main/tests/bench/figure.ts";
import { leaveServerCore } from "/work/main/tests/bench/server_process.ts";
console.log(await leaveServerCore());
console.log(tableOf(await throughput({ quick: Deno.args[0] === "q" })));
