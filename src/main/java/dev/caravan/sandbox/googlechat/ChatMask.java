package dev.caravan.sandbox.googlechat;

import dev.caravan.sandbox.Arrival;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a patch changes (Chat API v1, spaces.messages.patch, updateMask); the rest stays. */
record ChatMask(boolean text, boolean cards) {
  /** In both spellings of a field mask. */
  private static final Set<String> TEXT = Set.of("text", "*");

  private static final Set<String> CARDS = Set.of("cards_v2", "cardsV2", "*");

  /** Known, and nothing that the sandbox keeps. */
  private static final Set<String> OTHERS =
      Set.of(
          "attachment",
          "cards",
          "accessory_widgets",
          "accessoryWidgets",
          "quoted_message_metadata",
          "quotedMessageMetadata");

  /** Reads the comma-separated paths; empty where one of them cannot be changed. */
  static Optional<ChatMask> read(String written) {
    List<String> paths = Arrays.asList(written.split(",", -1));
    boolean known =
        paths.stream().allMatch(p -> TEXT.contains(p) || CARDS.contains(p) || OTHERS.contains(p));
    return known
        ? Optional.of(
            new ChatMask(
                paths.stream().anyMatch(TEXT::contains), paths.stream().anyMatch(CARDS::contains)))
        : Optional.empty();
  }

  /** The message as it is after the patch. */
  Arrival patched(Arrival before, ChatContent.Fit fit, String raw) {
    Arrival.Beside old = before.beside();
    Arrival.Beside fresh = fit.beside();
    Arrival.Beside beside =
        new Arrival.Beside(
            cards ? fresh.actions() : old.actions(),
            text ? fresh.notified() : old.notified(),
            cards ? fresh.files() : old.files());
    String said = text ? fit.seen().text() : before.text();
    return new Arrival(before.platform(), before.place(), said, beside, before.key(), raw);
  }
}
