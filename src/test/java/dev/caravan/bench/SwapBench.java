package dev.caravan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Routes that are edited under traffic: none is lost, none fails, and the rate is held. */
final class SwapBench {
  private static final List<String> EDITED = List.of("flow/govern", "platform/slack");
  private static final int PROMISED = 500;

  /** A little more than is promised: the last answers come after the last second. */
  private static final int OFFERED = 510;

  private SwapBench() {}

  static void measure(Figures figures) throws Exception {
    int seconds = Math.max(5, Sizes.of("swap.seconds", 60));
    try (BenchHub hub = new BenchHub(List.of("slack"), "limits: none")) {
      hub.start();
      try (Loader loader = new Loader(hub)) {
        long warm = loader.run(Wish.messages(Sizes.of("swap.warm", 50_000))).good();
        hub.awaitSent(warm);
        hub.far.ask("forget");
        Wish wish = Wish.messages(OFFERED * seconds).at(new Wish.Pace(256, OFFERED));
        CompletableFuture<Load.Result> running = loader.begin(wish);
        int edits = 0;
        while (!running.isDone()) {
          edits++;
          for (String file : EDITED) {
            hub.route(file, edited(file, edits));
          }
          TimeUnit.SECONDS.sleep(1);
        }
        Load.Result result = running.join();
        double delivered = (hub.sent() - warm) / (result.took().toNanos() / 1e9);
        hub.awaitSent(warm + result.good());
        rows(figures, hub, result, delivered, edits);
        assertThat(hub.arrived()).isEqualTo(warm + result.good());
        assertThat(hub.metered("retry", "failed", "dead", "unknown")).as("other tries").isZero();
        assertThat(result.perSecond()).isGreaterThanOrEqualTo(PROMISED);
      }
    }
  }

  private static void rows(
      Figures figures, BenchHub hub, Load.Result result, double delivered, int edits)
      throws Exception {
    String trail = hub.call("GET", "/api/v1/audit?verb=policy.changed&limit=500", "");
    int inForce = trail.split("\"policy.changed\"", -1).length - 1;
    assertThat(inForce).as("policies that came into force").isPositive();
    String what =
        String.format(
            Locale.ROOT, " while %d times the policy and the platform's route were edited", edits);
    figures.ratio("accepted" + what, result.perSecond(), "promised", PROMISED, "1");
    figures.ratio("delivered" + what, delivered, "promised", PROMISED, "1");
    Numbers.Spread late = Numbers.Spread.read(hub.far.ask("late a"));
    figures.add(
        "due until at the far side amid the edits, p50 / p99 / most",
        Figures.millis(late.p50(), late.p99(), late.most()),
        inForce + " policies came into force",
        "",
        "");
  }

  private static String edited(String file, int edit) throws IOException {
    try (InputStream in = SwapBench.class.getResourceAsStream("/routes/" + file + ".camel.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceFirst("description: ", "note: Edit " + edit + "\n    description: ");
    }
  }
}
