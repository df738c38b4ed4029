package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceivedTest {

  @Test
  void theOldestAreForgottenBeyondTheBoundAndStillCounted() {
    Received received = received(3, 10_000);
    for (int i = 0; i < 10; i++) {
      received.add(arrival("C" + i % 2, "x"), "id" + i);
    }

    assertThat(received.list(Wanted.ALL, 0, 100))
        .extracting(ReceivedMessage::seq)
        .containsExactly(8L, 9L, 10L);
    assertThat(received.count(Wanted.ALL)).isEqualTo(10);
    assertThat(received.count(new Wanted("slack", "C0"))).isEqualTo(5);
    assertThat(received.count(new Wanted(null, "C1"))).isEqualTo(5);
    assertThat(received.find(new MessageKey("slack", "C0", "id0"))).isEmpty();
  }

  @Test
  void longTextsFillTheMemoryTooButTheNewestIsAlwaysKept() {
    Received received = received(100, 50);
    received.add(arrival("C1", "x".repeat(20)), "a");
    received.add(arrival("C1", "y".repeat(20)), "b");
    received.add(arrival("C1", "z".repeat(500)), "c");

    assertThat(received.list(Wanted.ALL, 0, 100))
        .extracting(ReceivedMessage::platformMessageId)
        .containsExactly("c");
  }

  @Test
  void aClearedStoreGoesOnInItsOrder() {
    Received received = received(100, 10_000);
    received.add(arrival("C1", "x"), "a");
    received.clear(Wanted.ALL);

    assertThat(received.count(Wanted.ALL)).isZero();
    assertThat(received.add(arrival("C1", "y"), "b").seq()).isEqualTo(2);
  }

  private static Received received(int messages, long characters) {
    return new Received(
        InstantSource.fixed(Outside.NOW), new Settings(messages, characters, 1, true, Map.of()));
  }

  private static Arrival arrival(String channel, String text) {
    return new Arrival(
        "slack", new Arrival.Place(channel, channel, null), text, List.of(), null, "");
  }
}
