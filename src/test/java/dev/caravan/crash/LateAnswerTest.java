package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("crash")
class LateAnswerTest {

  @Test
  void whatAFrozenOwnerHadSentIsSaidToBeSentOnceItGoesOn() {
    try (SlowSlack far = new SlowSlack();
        SharedPostgres postgres = new SharedPostgres();
        HubProcess first =
            HubProcess.start(HubHome.towards(far.url()).on(postgres.access, "first"));
        HubProcess second =
            HubProcess.start(HubHome.towards(far.url()).on(postgres.access, "second"))) {
      String id = first.client.send("C0LATE", "Late").text("id");
      Patience.until("the request", Duration.ofSeconds(5), () -> far.taken() == 1);
      first.freeze();
      far.speak();
      Duration doubt =
          Patience.until(
              "doubt", Duration.ofSeconds(30), () -> "unknown".equals(second.client.status(id)));
      first.thaw();
      Patience.until(
          "the late answer", Duration.ofSeconds(5), () -> "sent".equals(second.client.status(id)));
      System.out.printf("in doubt after %d ms, sent after all%n", doubt.toMillis());
      assertThat(far.taken()).isEqualTo(1);
    }
  }
}
