package dev.caravan.platform;

import dev.caravan.message.Texts;
import java.util.Optional;

/** What no platform takes for a recipient. */
public final class RecipientForm {
  /** No platform's ids come near it; longer ones are a body in the wrong field. */
  private static final int LONGEST = 255;

  private RecipientForm() {}

  /**
   * Why {@code recipientId} can be nobody; empty where it may be somebody.
   *
   * @param expected what the platform takes, with an example, as the end of a sentence
   */
  public static Optional<String> fault(String recipientId, String expected) {
    if (recipientId.isBlank()) {
      return Optional.of("The recipient is blank; write " + expected + ".");
    }
    if (recipientId.length() > LONGEST) {
      return Optional.of(
          "The recipient has %d characters, but at most %d are taken; write %s."
              .formatted(recipientId.length(), LONGEST, expected));
    }
    if (recipientId.codePoints().anyMatch(RecipientForm::gap)) {
      return Optional.of(
          "The recipient '%s' has white space or control characters in it; write %s."
              .formatted(Texts.shown(recipientId.replaceAll("\\p{Cntrl}", "?")), expected));
    }
    return Optional.empty();
  }

  private static boolean gap(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }
}
