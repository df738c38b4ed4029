package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstLightTest {

  @Test
  void aMessageSentOverHttpArrivesAtThePretendSlack() {
    try (TestHub hub = TestHub.unlimited()) {
      TestHub.Answer sent = hub.send("autonomous", "C0GENERAL", "Hello");
      assertThat(sent.status()).isEqualTo(201);
      hub.until(sent.text("id"), "sent");
      assertThat(hub.received("C0GENERAL")).hasSize(1);
    }
  }
}
