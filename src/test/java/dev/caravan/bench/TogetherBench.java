package dev.caravan.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Accepting and delivering at the same time, on the same processors. */
final class TogetherBench {
  private static final List<String> SLACK = List.of("slack");

  /** Enough that a message whose time has come never waits for a connection of the generator. */
  private static final int OPEN = 256;

  private static final int CLOSED = 64;
  private final Figures figures;
  private final BenchHub hub;
  private final Loader loader;

  private TogetherBench(Figures figures, BenchHub hub, Loader loader) {
    this.figures = figures;
    this.hub = hub;
    this.loader = loader;
  }

  static void measure(Figures figures) throws Exception {
    int seconds = Sizes.of("together.seconds", 60);
    try (BenchHub hub =
        new BenchHub(SLACK, "limits: none, concurrency: " + DrainBench.CONCURRENCY)) {
      BareRoutes.add(hub);
      hub.start();
      try (Loader loader = new Loader(hub)) {
        TogetherBench bench = new TogetherBench(figures, hub, loader);
        hub.awaitSent(loader.run(Wish.messages(Sizes.of("together.warm", 200_000))).good());
        bench.closed(seconds);
        bench.offered(4_000, seconds, "");
        bench.offered(2_000, seconds, "99th below 100 ms");
        bench.offered(6_000, seconds, "");
      }
    }
  }

  /** As fast as 64 callers go, each with its next message once its last was taken. */
  private void closed(int seconds) throws Exception {
    Wish.Pace pace = new Wish.Pace(CLOSED, 0);
    // About as many as are taken within the time.
    long sentBefore = hub.sent();
    Load.Result probe = loader.run(Wish.messages(Sizes.of("together.probe", 40_000)).at(pace));
    sentBefore += probe.good();
    hub.awaitSent(sentBefore);
    double rate = probe.perSecond();
    Load.Result result = loader.run(Wish.messages((int) (rate * seconds)).at(pace));
    double delivered = (hub.sent() - sentBefore) / (result.took().toNanos() / 1e9);
    hub.awaitSent(sentBefore + result.good());
    Wish relay =
        Wish.messages((int) (rate * seconds / 4) + 1)
            .to(BareRoutes.RELAY)
            .at(pace)
            .saying("{\"channel\":\"C0R{r}\",\"text\":\"Message {n} of the benchmark\"}");
    loader.run(relay);
    double relayed = loader.run(relay).perSecond();
    String beside = "a route with one INSERT and the call, before it answers";
    figures.ratio("accepted while delivering, 64 callers", result.perSecond(), beside, relayed, "");
    figures.ratio("delivered while accepting so many", delivered, beside, relayed, "");
  }

  /** So many a second, each at its time, however the others fare. */
  private void offered(int rate, int seconds, String wanted) throws Exception {
    hub.far.ask("forget");
    long arrivedBefore = hub.arrived();
    long sentBefore = hub.sent();
    Duration[] before = cpu();
    long began = System.nanoTime();
    Load.Result result = loader.run(Wish.messages(rate * seconds).at(new Wish.Pace(OPEN, rate)));
    double took = (System.nanoTime() - began) / 1e9;
    long arrived = hub.arrived() - arrivedBefore;
    Duration[] after = cpu();
    long resident = Usage.resident(hub.handle());
    hub.awaitSent(sentBefore + result.good());
    Numbers.Spread late = Numbers.Spread.read(hub.far.ask("late a"));
    String name = String.format(Locale.ROOT, "%,d/s offered for %d s", rate, seconds);
    figures.ratio(name + ": arrived", arrived / took, "offered", rate, rate == 4_000 ? "0.99" : "");
    figures.add(
        name + ": due until at the far side, p50 / p95 / p99",
        Figures.millis(late.p50(), late.p95(), late.p99()),
        "until accepted, "
            + Figures.millis(result.p50Micros(), result.p95Micros(), result.p99Micros()),
        String.format(Locale.ROOT, "%.2f", (double) late.p99() / result.p99Micros()),
        wanted);
    StringBuilder cores = new StringBuilder();
    String[] names = {"hub", "PostgreSQL", "far side", "load"};
    for (int i = 0; i < names.length; i++) {
      double used = after[i].minus(before[i]).toNanos() / 1e9 / took;
      cores.append(i == 0 ? "" : ", ").append(names[i]).append(' ');
      cores.append(String.format(Locale.ROOT, "%.2f", used));
    }
    figures.add(
        name + ": processors used",
        cores.toString(),
        Runtime.getRuntime().availableProcessors() + " are there",
        "",
        "");
    long live = Usage.live(hub.handle());
    figures.add(
        name + ": the hub's memory",
        resident + " MB resident, " + live + " MB of heap live",
        "-Xmx512m",
        String.format(Locale.ROOT, "%.2f", live / 512.0),
        "1");
  }

  private Duration[] cpu() throws Exception {
    return new Duration[] {
      Usage.cpu(hub.handle()),
      Usage.cpuOfAll(hub.postgres()),
      Usage.cpu(hub.far.handle()),
      Usage.cpu(loader.handle())
    };
  }
}
