package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.Tokens;
import dev.caravan.sandbox.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A message of several parts whose hub ends in between. */
class BetweenPartsTest {
  private static final String TEXT =
      IntStream.range(0, 3_000).mapToObj(n -> "word" + n).collect(Collectors.joining(" "));

  @Test
  void aMessageGoesOnWithItsNextPartAfterARestart() {
    try (FarSide far = FarSide.start(0);
        TestHub hub = TestHub.with(onePartAnHour(far), Map.of())) {
      String id = String.valueOf(hub.send("autonomous", "C0PARTS", TEXT).text("id"));
      TestHub.until("the first part is written", () -> parts(hub, id) == 1);

      hub.restart();
      TestHub.until(
          "all parts have gone",
          () -> {
            hub.clock.forward(Duration.ofHours(1));
            return "sent".equals(hub.message(id).get("status"));
          });

      List<String> arrived = texts(far);
      assertThat(arrived).hasSizeGreaterThan(3).doesNotHaveDuplicates();
      assertThat(String.join(" ", arrived)).isEqualTo(TEXT);
      assertThat(parts(hub, id)).isEqualTo(arrived.size());
    }
  }

  private static String onePartAnHour(FarSide far) {
    return """
        connections:
          - name: slack
            platform: slack
            default: true
            baseUrl: http://127.0.0.1:%d/sandbox/slack
            credentials: {botToken: %s}
            limits: none
            recipientLimits: [{count: 1, per: 1h}]
        """
        .formatted(far.port(), Tokens.SLACK);
  }

  private static int parts(TestHub hub, String id) {
    return hub.message(id).get("parts") instanceof List<?> parts ? parts.size() : 0;
  }

  private static List<String> texts(FarSide far) {
    return far.received().list(Wanted.ALL, 0, 100).stream().map(m -> m.arrival().text()).toList();
  }
}
