package dev.caravan.bench;

import java.io.IOException;
import java.util.List;

/** Bare routes of the hub's own server, beside which its own are measured. */
final class BareRoutes {
  static final String INSERT = "/api/v1/bench-insert";
  static final String RELAY = "/api/v1/bench-relay";
  private static final String LOOP = "/api/v1/bench-loop";

  private BareRoutes() {}

  /** Adds them to a hub that has not been started. */
  static void add(BenchHub hub) throws IOException {
    SiteJar.put(hub, BareInsert.class);
    hub.route("api/bench-insert", route("bench-insert", bean("insert") + bean("answer")));
    hub.route("api/bench-loop", route("bench-loop", bean("loop")));
    hub.route(
        "api/bench-relay",
        route(
            "bench-relay",
            """
                    - convertBodyTo:
                        type: String
            """
                + bean("insert")
                + """
                    - setHeader:
                        name: CamelHttpMethod
                        constant: POST
                    - setHeader:
                        name: Content-Type
                        constant: application/json; charset=utf-8
                    - setHeader:
                        name: Authorization
                        constant: Bearer sandbox
                    - to:
                        uri: "%s/api/chat.postMessage"
            """
                    .formatted(hub.farUrl("slack"))
                + bean("answer")));
  }

  private static String bean(String method) {
    return """
                    - bean:
                        beanType: dev.caravan.bench.BareInsert
                        method: %s
            """
        .formatted(method);
  }

  private static String route(String id, String steps) {
    return """
        - route:
            id: %s
            description: Something bare, beside which the hub is measured
            from:
              uri: platform-http:/api/v1/%s
              steps:
        """
            .formatted(id, id)
        + steps;
  }

  /** Durable single-row inserts in a loop of 32 connections; answers how many in a second. */
  static double inserts(BenchHub hub, int count) throws Exception {
    List<String> nanos = hub.call("POST", LOOP, Integer.toString(count)).lines().toList();
    return count * 1e9 / Long.parseLong(nanos.get(0));
  }
}
