package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What must hold once everything has come to rest, whatever was killed on the way. */
record Proof(FarSlack far, Load load, HubClient hub) {
  /** The response timeout, 5 s of grace, a turn of the owner's poll, and a slow machine. */
  private static final Duration REST = Duration.ofSeconds(60);

  /** How many of a connection can be in doubt after one death. */
  static final int CONCURRENCY = 8;

  /** Waits until nothing waits, and answers how many are in doubt. */
  int atRest() {
    return atRest(Set::of);
  }

  /** As {@link #atRest()}; what is {@code late} by then may have been overtaken. */
  int atRest(Supplier<Set<String>> late) {
    Patience.until("an empty outbox", REST, hub::drained);
    Set<String> doubted = texts(hub.history("unknown"));
    nothingLost(doubted);
    nothingDoubled();
    inOrder(late.get());
    assertThat(load.rude).as("503 without Retry-After").isEmpty();
    return doubted.size();
  }

  private void nothingLost(Set<String> doubted) {
    Set<String> missing = new HashSet<>(load.accepted.keySet());
    missing.removeAll(far.texts());
    missing.removeAll(doubted);
    assertThat(missing).as("accepted, never arrived, and not reported unknown").isEmpty();
  }

  /** A message in doubt is held for a human, so not even those arrive twice. */
  private void nothingDoubled() {
    List<String> twice = new ArrayList<>(far.texts());
    new HashSet<>(twice).forEach(twice::remove);
    assertThat(twice).as("arrived more than once").isEmpty();
  }

  private void inOrder(Set<String> late) {
    far.texts().stream()
        .filter(text -> !late.contains(text))
        .collect(Collectors.groupingBy(text -> text.substring(0, text.indexOf(' '))))
        .forEach((recipient, texts) -> assertThat(texts).as("order at " + recipient).isSorted());
  }

  private static Set<String> texts(List<Map<String, Object>> messages) {
    return messages.stream().map(m -> String.valueOf(m.get("content"))).collect(Collectors.toSet());
  }
}
