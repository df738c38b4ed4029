package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.TestHub;
import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.ReceivedMessage;
import dev.caravan.sandbox.Settings;
import dev.caravan.sandbox.Tokens;
import dev.caravan.sandbox.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Limits as the far side counts them, while hubs come and go. */
class LimitsAcrossOwnersTest {
  private static final int COUNT = 12;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** The far side's clock: that of the hub, as far as it was moved. */
  private static volatile InstantSource time = InstantSource.system();

  @Test
  void noWindowHoldsMoreThanTheLimitAcrossARestartAndAChangeOfOwner() {
    try (FarSide far = FarSide.start(0, () -> time.instant(), Settings.usual());
        TestHub hub = TestHub.with(limited(far), Map.of())) {
      time = hub.clock;
      for (int i = 0; i < 5 * COUNT; i++) {
        assertThat(hub.send("autonomous", "C0OWNER" + i, "n").status()).isEqualTo(201);
      }
      TestHub.until("the first window is full", () -> received(far).size() == COUNT);

      hub.restart();
      arrived(far, hub, 2 * COUNT);
      try (TestHub other = hub.beside(limited(far))) {
        hub.close();
        // Its clock stands where the time began, so it is moved to where the other one's is.
        other.clock.forward(Duration.between(other.clock.instant(), hub.clock.instant()));
        time = other.clock;
        arrived(far, other, 5 * COUNT);
      }

      assertThat(SlidingWindows.fullest(received(far), WINDOW)).isLessThanOrEqualTo(COUNT);
    }
  }

  @Test
  void aRecipientsWindowIsKeptAcrossARestart() {
    try (FarSide far = FarSide.start(0, () -> time.instant(), Settings.usual());
        TestHub hub = TestHub.with(ofRecipients(far), Map.of())) {
      time = hub.clock;
      for (int i = 0; i < 6; i++) {
        assertThat(hub.send("autonomous", "C0SAME", "n" + i).status()).isEqualTo(201);
      }
      TestHub.until("the first window is full", () -> received(far).size() == 2);

      hub.restart();
      arrived(far, hub, 4);
      hub.restart();
      arrived(far, hub, 6);

      assertThat(SlidingWindows.fullest(received(far), WINDOW)).isLessThanOrEqualTo(2);
      assertThat(far.received().list(Wanted.ALL, 0, 10))
          .extracting(m -> m.arrival().text())
          .containsExactly("n0", "n1", "n2", "n3", "n4", "n5");
    }
  }

  @Test
  void whatIsNotNeededForTheWindowsAnyMoreIsForgotten() {
    try (FarSide far = FarSide.start(0);
        TestHub hub = TestHub.with(limited(far), Map.of())) {
      hub.until(hub.send("autonomous", "C0OLD", "n").text("id"), "sent");
      assertThat(hub.sql("update limit_uses set at = at")).isEqualTo(1);

      hub.clock.forward(Duration.ofMinutes(3));

      TestHub.until("it is forgotten", () -> hub.sql("update limit_uses set at = at") == 0);
    }
  }

  @Test
  void aConnectionWithoutLimitsWritesNothingDown() {
    try (TestHub hub = TestHub.unlimited()) {
      hub.until(hub.send("autonomous", "C0FREE", "n").text("id"), "sent");

      assertThat(hub.sql("update limit_uses set at = at")).isZero();
    }
  }

  /** Moves the clock until so many have arrived: the windows pass in moments. */
  private static void arrived(FarSide far, TestHub hub, int count) {
    TestHub.until(
        count + " have arrived",
        () -> {
          hub.clock.forward(Duration.ofMillis(400));
          return received(far).size() == count;
        });
  }

  private static List<Instant> received(FarSide far) {
    return far.received().list(Wanted.ALL, 0, 500).stream()
        .map(ReceivedMessage::receivedAt)
        .toList();
  }

  private static String limited(FarSide far) {
    return connections(
        far,
        "limits: [{count: %d, per: 1m, burst: %d}], recipientLimits: none".formatted(COUNT, COUNT));
  }

  private static String ofRecipients(FarSide far) {
    return connections(far, "limits: none, recipientLimits: [{count: 2, per: 1m, burst: 2}]");
  }

  private static String connections(FarSide far, String limits) {
    return """
        connections:
          - {name: slack, platform: slack, default: true, headroom: 1, %s,
             baseUrl: "http://127.0.0.1:%d/sandbox/slack", credentials: {botToken: %s}}
        """
        .formatted(limits, far.port(), Tokens.SLACK);
  }
}
