package dev.caravan.sandbox.googlechat;

import java.util.Map;
import java.util.regex.Pattern;

/** A space that a call names: written to, or refused by a code. */
sealed interface ChatSpace {
  Pattern NAME = Pattern.compile("spaces/[A-Za-z0-9_-]+");

  /** Spaces beginning so are always refused, so that errors can be tried by hand. */
  Map<String, String> MAGIC =
      Map.of("spaces/DEAD", "NOT_FOUND", "spaces/GONE", "PERMISSION_DENIED");

  /** It can be written to. */
  record Open(String name) implements ChatSpace {}

  /** It cannot, with Google's code. */
  record Closed(String status) implements ChatSpace {}

  static ChatSpace read(String name, Map<String, String> furtherRefusals) {
    String refusal = furtherRefusals.get(name);
    if (refusal != null) {
      return new Closed(refusal);
    }
    for (Map.Entry<String, String> magic : MAGIC.entrySet()) {
      if (name.startsWith(magic.getKey())) {
        return new Closed(magic.getValue());
      }
    }
    return NAME.matcher(name).matches() ? new Open(name) : new Closed("INVALID_ARGUMENT");
  }
}
