package dev.caravan.sandbox.messenger;

import dev.caravan.sandbox.graph.GraphError;
import java.util.Map;
import java.util.Optional;

/**
 * The refusals that a recipient can bring about. A person whose id is the code or the subcode of
 * one is always refused with it, so that errors can be tried by hand: 551 is never available, and
 * to 2018278 the window is closed, which only utility messages and human agents pass.
 */
final class MessengerRefusals {
  static final int WINDOW_CLOSED = 2018278;
  static final int RATE = 2534040;

  /** By Messenger Platform, common error codes. */
  private static final Map<Integer, GraphError> ALL =
      Map.of(
          551,
          error(551, 1545041, "This person isn't available right now."),
          WINDOW_CLOSED,
          error(10, WINDOW_CLOSED, "This message is sent outside of allowed window."),
          2018108,
          error(10, 2018108, "This person isn't receiving messages from you right now."),
          2018001,
          error(100, 2018001, "No matching user found"),
          2018028,
          error(200, 2018028, "Cannot message users who are not admins, developers or testers"),
          RATE,
          error(613, RATE, "Calls to this api have exceeded the rate limit."),
          1200,
          error(1200, 0, "Temporary send message failure. Please try again later."),
          368,
          error(368, 0, "The action attempted has been deemed abusive or is disallowed"));

  private MessengerRefusals() {}

  /** The error of this number; empty where there is none. */
  static Optional<GraphError> of(String number) {
    return number.matches("[1-9]\\d{0,8}")
        ? Optional.ofNullable(ALL.get(Integer.parseInt(number)))
        : Optional.empty();
  }

  /** One that is there. */
  static GraphError needed(int number) {
    return of(Integer.toString(number))
        .orElseThrow(
            () -> new IllegalArgumentException(number + " is no refusal of the sandbox's"));
  }

  /** One from the settings, such as {@code 551} or {@code 2018278}. */
  static GraphError configured(String written) {
    return of(written)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no refusal of Messenger's; write one of %s, for example '551'."
                        .formatted(written, ALL.keySet().stream().sorted().toList())));
  }

  private static GraphError error(int code, int subcode, String message) {
    return new GraphError(400, code, subcode, "(#" + code + ") " + message);
  }
}
