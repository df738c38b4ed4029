package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KillBetweenPartsTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String TEXT =
      IntStream.range(0, 1_300).mapToObj(n -> "word" + n).collect(Collectors.joining(" "));

  @Test
  void aMessageGoesOnWithItsNextPart() {
    try (FarSlack far = new FarSlack()) {
      HubHome home = HubHome.towards(far.url()).write("connections.yaml", slowly(far));
      try (HubProcess first = HubProcess.start(home)) {
        String id = first.client.send("C0PARTS", TEXT).text("id");
        Patience.until("the first part is written", LONG, () -> parts(first.client, id) == 1);
        first.kill();
        assertThat(far.count()).isEqualTo(1);
        try (HubProcess second = HubProcess.start(home)) {
          Patience.until("all have gone", LONG, () -> second.client.status(id).equals("sent"));
          assertThat(String.join(" ", far.texts("C0PARTS"))).isEqualTo(TEXT);
          assertThat(parts(second.client, id)).isEqualTo(3);
        }
      }
    }
  }

  /** Between two parts there is time to kill. */
  private static String slowly(FarSlack far) {
    return """
        connections:
          - name: slack
            platform: slack
            sandbox: true
            default: true
            limits: none
            recipientLimits: [{count: 1, per: 5s}]
            baseUrl: %s
        """
        .formatted(far.url());
  }

  private static int parts(HubClient client, String id) {
    Object parts =
        client.call("GET", "/api/v1/messaging/proactive/" + id, null).body().get("parts");
    return parts instanceof List<?> list ? list.size() : 0;
  }
}
