package dev.caravan.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of transitions, said once more in words. */
class StatusTest {
  private static final Map<String, String> TABLE =
      Map.of(
          "pending", "approved rejected cancelled expired",
          "approved", "pending sent unknown denied cancelled expired failed dead",
          "sent", "delivered read failed",
          "delivered", "read failed",
          "unknown", "approved sent failed");

  @Test
  void aMessageMovesOnlyAsTheTableSays() {
    Map<String, String> moves = new TreeMap<>();
    for (Status from : Status.values()) {
      String to =
          Arrays.stream(Status.values())
              .filter(from::mayBecome)
              .map(s -> s.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(" "));
      if (!to.isEmpty()) {
        moves.put(from.word(), to);
      }
    }
    assertThat(moves).isEqualTo(TABLE);
  }

  @Test
  void predecessorsAreTheTableReadBackwards() {
    assertThat(Status.SENT.predecessors()).isEqualTo(List.of("approved", "unknown"));
    assertThat(Status.CANCELLED.predecessors()).isEqualTo(List.of("pending", "approved"));
    assertThat(Status.READ.predecessors()).isEqualTo(List.of("sent", "delivered"));
  }

  @Test
  void whatSomebodyStillHasToDoSomethingAboutIsOpen() {
    assertThat(Arrays.stream(Status.values()).filter(Status::isOpen))
        .containsExactly(Status.PENDING, Status.APPROVED, Status.UNKNOWN);
  }
}
