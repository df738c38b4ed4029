package dev.caravan.sandbox.teams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Judged;

/** A refusal of the connector's; texts by "Messages in bot conversations", status codes. */
record TeamsRefusal(int status, String code, String message) {
  static final TeamsRefusal NOT_IN_ROSTER =
      new TeamsRefusal(
          403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");

  /** A chat whose person blocked the bot; it is refused in another form than everything else. */
  private static final String BLOCKED = "MessageWritesBlocked";

  static TeamsRefusal argument(String message) {
    return new TeamsRefusal(400, "BadArgument", message);
  }

  static TeamsRefusal syntax(String message) {
    return new TeamsRefusal(400, "BadSyntax", message);
  }

  static TeamsRefusal blocked() {
    return new TeamsRefusal(403, BLOCKED, "Thread is blocked from message writes.");
  }

  /** One from the settings, such as {@code 403 BotDisabledByAdmin}. */
  static TeamsRefusal configured(String written) {
    if (!written.matches("[45]\\d\\d [A-Za-z]+")) {
      throw new IllegalArgumentException(
          "'"
              + written
              + "' is no refusal of Teams'; write a status from 400 to 599 and a code, for example '403 BotDisabledByAdmin'.");
    }
    String code = written.substring(4);
    return new TeamsRefusal(Integer.parseInt(written.substring(0, 3)), code, code);
  }

  Judged refused() {
    return new Judged.Answered(answer());
  }

  Answer answer() {
    ObjectNode body = TeamsAnswers.object();
    if (code.equals(BLOCKED)) {
      ObjectNode inner = TeamsAnswers.object().put("subCode", code).put("details", message);
      inner.putNull("errorCode").putNull("errorSubCode");
      return new Answer(status, body.put("errorCode", 209).put("message", inner.toPrettyString()));
    }
    body.putObject("error").put("code", code).put("message", message);
    return new Answer(status, body);
  }
}
