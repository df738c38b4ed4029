package dev.caravan.platform.googlechat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.message.Deed;
import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Limited;
import dev.caravan.message.Outcome.Rejected;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Scope;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import dev.caravan.message.Texts;
import dev.caravan.platform.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an answer of the Chat API means, by its google.rpc code. */
final class ChatReader {
  /** The window of the project's limits, developers.google.com/workspace/chat/limits. */
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A space takes a write a second, which it shares with other apps (the same page). */
  private static final Duration SHORT_SILENCE = Duration.ofSeconds(2);

  private ChatReader() {}

  static Outcome read(Deed deed, Answer answer) {
    if (answer.status() == 200) {
      return done(deed, answer);
    }
    ChatError error = ChatError.of(answer);
    if (deed instanceof Deed.Recall recall && error.status().equals("NOT_FOUND")) {
      // It is not there, which is what was asked for: a try before this one had done it.
      return new Sent(List.of(recall.platformId()));
    }
    return failed(deed, answer, error);
  }

  /** What an answer of spaces.list means; sent, it says where the app is. */
  static Outcome probed(Answer answer) {
    if (answer.status() != 200) {
      return failed(new Deed.Post(), answer, ChatError.of(answer));
    }
    JsonNode space = answer.json().map(json -> json.path("spaces").path(0)).orElse(null);
    if (space == null) {
      return notUnderstood("the spaces that the app is in");
    }
    String name = space.path("displayName").asText(space.path("name").asText("no space yet"));
    return new Sent(List.of("an app in " + name));
  }

  private static Outcome done(Deed deed, Answer answer) {
    if (deed instanceof Deed.Recall recall) {
      return answer.json().isPresent()
          ? new Sent(List.of(recall.platformId()))
          : notUnderstood("the message");
    }
    String name = answer.json().map(json -> json.path("name").asText()).orElse("");
    return ChatNames.isMessage(name) ? new Sent(List.of(name)) : notUnderstood("a message");
  }

  private static Outcome failed(Deed deed, Answer answer, ChatError error) {
    String said = said(answer, error);
    return switch (error.status()) {
      case "RESOURCE_EXHAUSTED" -> limited(answer, error);
      case "UNAUTHENTICATED" -> new Rejected(Reason.CREDENTIAL_REFUSED, said);
      case "PERMISSION_DENIED", "NOT_FOUND" -> new Rejected(ChatRefusals.away(deed, error), said);
      case "INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE" ->
          new Rejected(ChatRefusals.wrong(error), said);
      // Had it been done: a post is known by its request id, the rest may be done twice.
      case "UNAVAILABLE", "ABORTED" ->
          new Retry(Reason.SERVER_ERROR, said, after(answer, error).orElse(null));
      case "ALREADY_EXISTS", "UNIMPLEMENTED" -> new Rejected(Reason.REQUEST_REFUSED, said);
      default -> unnamed(answer, error, said);
    };
  }

  /** Codes that leave it open, and answers of whatever stands before the Chat API. */
  private static Outcome unnamed(Answer answer, ChatError error, String said) {
    if (answer.status() == 429) {
      return limited(answer, error);
    }
    if (answer.status() == 401) {
      return new Rejected(Reason.CREDENTIAL_REFUSED, said);
    }
    if (answer.status() >= 500 || answer.status() == 408 || answer.status() == 499) {
      return new Unknown(Reason.SERVER_ERROR, said);
    }
    return answer.status() >= 300
        ? new Rejected(
            Reason.REQUEST_REFUSED,
            "HTTP %d is not an answer of Google Chat's API; see the connection's baseUrl, for example https://chat.googleapis.com."
                .formatted(answer.status()))
        : notUnderstood("a message");
  }

  /**
   * The space falls silent, unless it is the project's own limit: the hub keeps to one a second and
   * space by itself, but other apps write there too.
   */
  private static Outcome limited(Answer answer, ChatError error) {
    boolean project = error.limit().toLowerCase(Locale.ROOT).contains("project");
    Duration usual = project ? MINUTE : SHORT_SILENCE;
    return new Limited(
        after(answer, error).orElse(usual), project ? Scope.CONNECTION : Scope.RECIPIENT);
  }

  private static Optional<Duration> after(Answer answer, ChatError error) {
    return answer.retryAfter().or(error::retryDelay);
  }

  private static Outcome notUnderstood(String missing) {
    return new Unknown(
        Reason.ANSWER_NOT_UNDERSTOOD, "Google Chat answered 200 without naming " + missing + ".");
  }

  private static String said(Answer answer, ChatError error) {
    String code = error.status().isEmpty() ? "" : " " + error.status();
    String why = error.message().isEmpty() ? "." : ": " + Texts.shown(error.message());
    return "Google Chat answered " + answer.status() + code + why;
  }
}
