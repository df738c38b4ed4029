package dev.caravan.delivery;

import dev.caravan.message.Content;
import dev.caravan.message.Notes;
import java.util.Collection;
import java.util.Map;

/** How much memory a message takes, in characters and roughly: a bound, not an account. */
final class Weight {
  /** Its records, ids and times. */
  static final int MESSAGE = 500;

  /** An action, a mention, an attachment, a template's parameter: some short texts each. */
  private static final int PIECE = 300;

  /** A value within metadata, beside its own text. */
  private static final int VALUE = 50;

  private Weight() {}

  static int of(Queued row) {
    Content content = row.message().content();
    Notes notes = row.message().notes();
    int pieces =
        content.actions().size()
            + content.extras().attachments().size()
            + content.extras().mentions().size()
            + notes.labels().size();
    if (content.extras().template() != null) {
      pieces += content.extras().template().parameters().size();
    }
    return MESSAGE + content.text().length() + pieces * PIECE + of(notes.metadata());
  }

  private static int of(Object value) {
    if (value instanceof String text) {
      return VALUE + text.length();
    }
    if (value instanceof Map<?, ?> map) {
      int all = 0;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        all +=
            of(String.valueOf(entry.getKey()))
                + (entry.getValue() == null ? 0 : of(entry.getValue()));
      }
      return all;
    }
    if (value instanceof Collection<?> list) {
      return list.stream().mapToInt(v -> v == null ? VALUE : of(v)).sum();
    }
    return VALUE;
  }
}
