package dev.caravan.platform.signal;

import dev.caravan.message.Reason;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a 400 is about, by a phrase of its text, for there is no code
 * (bbernhard/signal-cli-rest-api, src/api and src/client; AsamK/signal-cli, commands).
 */
final class SignalErrors {
  /** About a person, who need not be the recipient. */
  private static final Map<String, Reason> PEOPLE = new LinkedHashMap<>();

  private static final Map<String, Reason> OTHERS = new LinkedHashMap<>();

  static {
    PEOPLE.put("the user ", Reason.RECIPIENT_UNKNOWN);
    PEOPLE.put("unregistered user", Reason.RECIPIENT_UNKNOWN);
    PEOPLE.put("invalid phone number", Reason.RECIPIENT_UNKNOWN);

    OTHERS.put("invalid group id", Reason.RECIPIENT_UNKNOWN);
    OTHERS.put("group not found", Reason.RECIPIENT_UNKNOWN);
    OTHERS.put("not a member in group", Reason.RECIPIENT_UNREACHABLE);
    OTHERS.put("not allowed to send message", Reason.RECIPIENT_UNREACHABLE);
    OTHERS.put("captcha", Reason.CREDENTIAL_REFUSED);
    // "User … is not registered." is about the connection's own number, "The user …" is not.
    OTHERS.put("is not registered", Reason.CREDENTIAL_REFUSED);
    OTHERS.put("specified account does not exist", Reason.CREDENTIAL_REFUSED);
    OTHERS.put("number not registered", Reason.CREDENTIAL_REFUSED);
    OTHERS.put("invalid account", Reason.CREDENTIAL_REFUSED);
    OTHERS.put("authorization failed", Reason.CREDENTIAL_REFUSED);
    OTHERS.put("sending empty message", Reason.CONTENT_REFUSED);
    OTHERS.put("couldn't process request", Reason.REQUEST_REFUSED);
    OTHERS.put("please provide", Reason.REQUEST_REFUSED);
    OTHERS.put("invalid recipient type", Reason.REQUEST_REFUSED);
    OTHERS.put("specified together in one request", Reason.REQUEST_REFUSED);
    OTHERS.put("more than one group", Reason.REQUEST_REFUSED);
    OTHERS.put("invalid mention", Reason.REQUEST_REFUSED);
  }

  private SignalErrors() {}

  /**
   * Why; empty where the text does not say that nothing was sent. A group's message went out to all
   * the others though one of its members is unregistered (signal-cli-rest-api, issue 857).
   */
  static Optional<Reason> reason(String error, String recipientId) {
    String said = error.toLowerCase(Locale.ROOT);
    Optional<Reason> person = first(PEOPLE, said);
    if (person.isEmpty()) {
      return first(OTHERS, said);
    }
    if (said.contains("(some)") && SignalAddress.isGroup(recipientId)) {
      return Optional.empty();
    }
    boolean recipient = said.contains(recipientId.toLowerCase(Locale.ROOT));
    return recipient ? person : Optional.of(Reason.REQUEST_REFUSED);
  }

  private static Optional<Reason> first(Map<String, Reason> phrases, String said) {
    return phrases.entrySet().stream()
        .filter(phrase -> said.contains(phrase.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
