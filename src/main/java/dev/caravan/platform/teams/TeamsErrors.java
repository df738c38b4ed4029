package dev.caravan.platform.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.message.Reason;
import dev.caravan.platform.Answer;
import java.util.Locale;
import java.util.Map;

/**
 * The codes with which the connector refuses for good (learn.microsoft.com, "Messages in bot
 * conversations", status codes; "Proactive messages" for MessageWritesBlocked).
 */
final class TeamsErrors {
  private static final Map<String, Reason> REASONS =
      Map.ofEntries(
          Map.entry("botnotregistered", Reason.CREDENTIAL_REFUSED),
          Map.entry("botdisabledbyadmin", Reason.RECIPIENT_UNREACHABLE),
          Map.entry("botnotinconversationroster", Reason.RECIPIENT_UNREACHABLE),
          Map.entry("conversationblockedbyuser", Reason.RECIPIENT_UNREACHABLE),
          Map.entry("messagewritesblocked", Reason.RECIPIENT_UNREACHABLE),
          Map.entry("conversationnotfound", Reason.RECIPIENT_UNKNOWN),
          Map.entry("messagesizetoobig", Reason.CONTENT_REFUSED),
          Map.entry("badargument", Reason.CONTENT_REFUSED),
          Map.entry("badsyntax", Reason.CONTENT_REFUSED));

  /** A conversation of another bot's, or something that is none; both come with a 400 or a 403. */
  private static final String WRONG_CONVERSATION = "conversation id";

  private TeamsErrors() {}

  /** Why; a code that is not in the list is a refusal of the request as such. */
  static Reason reason(Answer answer) {
    String code = code(answer).toLowerCase(Locale.ROOT).replace(" ", "");
    Reason reason = REASONS.getOrDefault(code, Reason.REQUEST_REFUSED);
    boolean wrong =
        reason == Reason.CONTENT_REFUSED
            && message(answer).toLowerCase(Locale.ROOT).contains(WRONG_CONVERSATION);
    return wrong ? Reason.RECIPIENT_UNKNOWN : reason;
  }

  /**
   * The answer's code: that of its error, else that within its message; empty where it has none.
   */
  static String code(Answer answer) {
    String code = error(answer).path("code").asText();
    if (!code.isEmpty()) {
      return code;
    }
    // {"errorCode": 209, "message": "{\"subCode\": \"MessageWritesBlocked\", …}"}
    return new Answer(answer.status(), Map.of(), message(answer))
        .json()
        .map(inner -> inner.path("subCode").asText())
        .orElse("");
  }

  /** What it says to people; empty where it says nothing. */
  static String message(Answer answer) {
    return error(answer).path("message").asText();
  }

  private static JsonNode error(Answer answer) {
    return answer
        .json()
        .map(json -> json.path("error").isObject() ? json.path("error") : json)
        .orElseGet(MissingNode::getInstance);
  }
}
