package dev.caravan.sandbox.signal;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A text in the styled mode, read as signal-cli-rest-api reads it (src/utils/textstyleparser.go):
 * two stars or bars are one mark wherever they stand together, a backslash takes the meaning of the
 * mark behind it and is itself nothing else, and a mark closes only what opened last.
 */
sealed interface SignalStyles {
  String SPECIAL = "*`|~";

  /** As people see it. */
  record Read(String seen) implements SignalStyles {}

  /** The real one silently drops a mark there. */
  record Unclear(String mark) implements SignalStyles {}

  static SignalStyles read(String message) {
    StringBuilder seen = new StringBuilder();
    Deque<String> open = new ArrayDeque<>();
    int at = 0;
    while (at < message.length()) {
      boolean escaped =
          message.charAt(at) == '\\'
              && at + 1 < message.length()
              && SPECIAL.indexOf(message.charAt(at + 1)) >= 0;
      at += escaped ? 1 : 0;
      String token = token(message, at);
      at += token.length();
      if (escaped || !isMark(token)) {
        seen.append(token);
      } else if (message.startsWith("*", at) && token.equals("**")) {
        // Read as two marks by older servers, as one by newer ones.
        return new Unclear("***");
      } else if (token.equals(open.peek())) {
        open.pop();
      } else {
        open.push(token);
      }
    }
    return open.isEmpty() ? new Read(seen.toString()) : new Unclear(open.getLast());
  }

  /** The mark at this place, two of a kind together; else one character. */
  private static String token(String message, int at) {
    for (String pair : new String[] {"**", "||"}) {
      if (message.startsWith(pair, at)) {
        return pair;
      }
    }
    return message.substring(at, at + 1);
  }

  private static boolean isMark(String token) {
    return token.length() == 2 || (SPECIAL.contains(token) && !token.equals("|"));
  }
}
