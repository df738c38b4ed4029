package dev.caravan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.store.Database;
import dev.caravan.store.EmbeddedServer;
import dev.caravan.store.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What First light promises in figures. */
@Tag("bench")
class FirstLightBench {
  private static final int CONNECTIONS = 32;
  private static final String SEND = "/api/v1/messaging/proactive/send";
  private static final String BARE = "/api/v1/bench-insert";

  /** A JVM compiles this path for about half a minute. */
  private static final int WARM = 100_000;

  private static final int COUNTED = 30_000;
  private static final int ROUNDS = 5;
  private static final int BACKLOG = 50_000;
  private static final int RECIPIENTS = 1_000;
  private static final String BARE_TABLE =
      "create table bare (id uuid primary key, content text, at timestamptz default now())";
  private static final String BARE_INSERT_ROUTE =
      """
      - beans:
          - name: benchInsert
            type: dev.caravan.bench.BareInsert
      - route:
          id: bench-insert
          description: One bare durable INSERT a request, beside which accepting is measured
          from:
            uri: platform-http:/api/v1/bench-insert
            steps:
              - bean:
                  ref: benchInsert
                  method: insert
      """;

  @Test
  void accepts() throws Exception {
    Figures figures = new Figures();
    try (BenchHub hub = new BenchHub(32)) {
      hub.route("api/insert.camel.yaml", BARE_INSERT_ROUTE);
      hub.start();
      // Paused, not stopped: the messages still go into the outbox.
      hub.call(
          "POST",
          "/api/v1/connections/slack/pause",
          "{\"reason\":\"accepting alone is measured\"}");
      // The hub's own running server, with fsync on, and as many connections as the load has.
      try (Database database = new Database(new EmbeddedServer(hub.home).start(), CONNECTIONS);
          Loader loader = new Loader(hub.port, BenchHub.token())) {
        database.jdbi().useHandle(h -> h.execute(BARE_TABLE));
        BareInsert.use(database);
        accepts(loader, database, figures);
      }
    }
    figures.print();
  }

  /** Both routes are warmed, and measured by turns, so that neither has the better minute. */
  private static void accepts(Loader loader, Database database, Figures figures) throws Exception {
    loader.run(SEND, CONNECTIONS, WARM);
    loader.run(BARE, CONNECTIONS, WARM);
    List<Load.Result> sent = new ArrayList<>();
    List<Load.Result> inserted = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      sent.add(loader.run(SEND, CONNECTIONS, COUNTED));
      inserted.add(loader.run(BARE, CONNECTIONS, COUNTED));
      System.out.println(
          "| round " + sent.get(round).perSecond() + " " + inserted.get(round).perSecond());
    }
    assertThat(sent).allMatch(r -> r.bad() == 0);
    assertThat(inserted).allMatch(r -> r.bad() == 0);
    Load.Result accepted = median(sent);
    double jdbc = bareInserts(database);
    figures.ratio(
        "accepted over HTTP, 32 connections",
        accepted.perSecond(),
        "bare JDBC inserts, 32 connections,",
        jdbc);
    figures.ratio(
        "accepted over HTTP, 32 connections",
        accepted.perSecond(),
        "a route with one INSERT a request,",
        median(inserted).perSecond());
    figures.add(
        "  latency of an accept, p50 / p99",
        accepted.p50Micros() / 1000.0 + " / " + accepted.p99Micros() / 1000.0 + " ms",
        "",
        "");
  }

  private static Load.Result median(List<Load.Result> results) {
    return results.stream()
        .sorted(Comparator.comparing(Load.Result::perSecond))
        .toList()
        .get(results.size() / 2);
  }

  /** Durable single-row inserts in a loop, at as many connections as the load has. */
  private static double bareInserts(Database database) throws Exception {
    inserts(database, 4_000);
    long began = System.nanoTime();
    inserts(database, COUNTED / 2);
    return COUNTED / 2 * 1e9 / (System.nanoTime() - began);
  }

  private static void inserts(Database database, int count) throws Exception {
    AtomicInteger left = new AtomicInteger(count);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread thread = new Thread(() -> insert(database, left));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void insert(Database database, AtomicInteger left) {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement =
            connection.prepareStatement("insert into bare (id, content) values (?, ?)")) {
      while (left.getAndDecrement() > 0) {
        statement.setObject(1, Ids.next());
        statement.setString(2, "Message of the benchmark");
        statement.executeUpdate();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void deliversABacklog() throws Exception {
    Figures figures = new Figures();
    try (BenchHub hub = new BenchHub(Integer.getInteger("cc", 32))) {
      hub.start();
      Loader load = new Loader(hub.port, BenchHub.token());
      // Warm: the whole path, once through.
      load.run(SEND, CONNECTIONS, WARM);
      awaitArrived(hub, WARM);
      // Paused, not stopped: what a stop holds back is put into the outbox when it is lifted.
      hub.call("POST", "/api/v1/connections/slack/pause", "{\"reason\":\"a backlog is built\"}");
      load.run(SEND, CONNECTIONS, BACKLOG);
      load.close();
      long began = System.nanoTime();
      hub.call("POST", "/api/v1/connections/slack/resume", "{}");
      awaitArrived(hub, WARM + BACKLOG);
      double delivered = BACKLOG * 1e9 / (System.nanoTime() - began);
      double bare = bareHttp(hub);
      figures.ratio(
          "delivered from a backlog of 50,000",
          delivered,
          "a bare camel-http loop, 32 threads,",
          bare);
    }
    figures.print();
  }

  private static void awaitArrived(BenchHub hub, long count) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (hub.arrived() < count) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "Only " + hub.arrived() + " of " + count + " arrived within 3 min");
      }
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  /** The same posts to the same far side, by camel-http alone: no row, no lane, no limit. */
  private static double bareHttp(BenchHub hub) throws Exception {
    try (CamelContext context = new DefaultCamelContext()) {
      HttpComponent http = context.getComponent("http", HttpComponent.class);
      http.setMaxTotalConnections(256);
      http.setConnectionsPerRoute(256);
      http.setAutomaticRetriesDisabled(true);
      context.start();
      ProducerTemplate template = context.createProducerTemplate();
      String uri = "http://127.0.0.1:" + hub.farPort + "/sandbox/slack/api/chat.postMessage";
      posts(template, uri, WARM / 2);
      long began = System.nanoTime();
      posts(template, uri, BACKLOG / 2);
      return BACKLOG / 2 * 1e9 / (System.nanoTime() - began);
    }
  }

  private static void posts(ProducerTemplate template, String uri, int count) throws Exception {
    AtomicInteger left = new AtomicInteger(count);
    Map<String, Object> headers =
        Map.of(
            "CamelHttpMethod",
            "POST",
            "Content-Type",
            "application/json; charset=utf-8",
            "Authorization",
            "Bearer sandbox");
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
                  template.requestBodyAndHeaders(
                      uri,
                      "{\"channel\":\"C0R"
                          + n % RECIPIENTS
                          + "\",\"text\":\"Message "
                          + n
                          + " of the benchmark\"}",
                      headers,
                      String.class);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void decidesThroughTheRoute() throws Exception {
    Figures figures = new Figures();
    GovernBench.measure(figures);
    figures.print();
  }
}
