package dev.caravan.sandbox.messenger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.Call;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.PretendPlatform;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.Settings;
import dev.caravan.sandbox.Tokens;
import dev.caravan.sandbox.graph.GraphDoor;
import dev.caravan.sandbox.graph.GraphDoor.Entered;
import dev.caravan.sandbox.graph.GraphError;
import dev.caravan.sandbox.graph.GraphIds;
import dev.caravan.sandbox.graph.GraphUsage;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Messenger's Send API: the messages of one Page, and who the Page is. */
public final class PretendMessenger implements PretendPlatform {
  private final Received received;
  private final Settings settings;
  private final GraphIds ids;
  private final GraphDoor door =
      new GraphDoor(Tokens.MESSENGER_PAGE, Tokens.MESSENGER, Tokens.META_APP_SECRET);

  public PretendMessenger(Received received, InstantSource clock, Settings settings) {
    this.received = received;
    this.settings = settings;
    this.ids = new GraphIds("m_", clock);
    // A refusal that cannot be read is better found at start than at its first use.
    settings.refusalsOf(id()).values().forEach(MessengerRefusals::configured);
  }

  @Override
  public String id() {
    return "messenger";
  }

  @Override
  public Judged judge(Call call) {
    Entered entered = door.enter(call);
    if (entered instanceof Entered.Refused refused) {
      return refused.error().refused();
    }
    return entered instanceof Entered.Message message
        ? send(message)
        : new Judged.Answered(new Answer(200, identity()));
  }

  private Judged send(Entered.Message message) {
    ObjectNode fields = message.fields();
    Optional<GraphError> fault = MessengerEnvelope.fault(fields, settings.strict());
    if (fault.isPresent()) {
      return fault.get().refused();
    }
    String person = fields.path("recipient").path("id").asText();
    Optional<GraphError> refusal = refusal(person, fields);
    if (fields.has("sender_action")) {
      return refusal.isPresent()
          ? refusal.get().refused()
          : new Judged.Accepted(person, () -> new Answer(200, to(person)));
    }
    MessengerContent content = MessengerContent.read(fields);
    if (content instanceof MessengerContent.Unfit unfit) {
      return unfit.error().refused();
    }
    return refusal.isPresent()
        ? refusal.get().refused()
        : new Judged.Accepted(
            person, () -> sent(person, (MessengerContent.Fit) content, message.raw()));
  }

  /** Why nothing reaches this person; a closed window lets some kinds of messages pass. */
  private Optional<GraphError> refusal(String person, ObjectNode fields) {
    String configured = settings.refusalsOf(id()).get(person);
    Optional<GraphError> refusal =
        configured == null
            ? MessengerRefusals.of(person)
            : Optional.of(MessengerRefusals.configured(configured));
    return refusal.filter(
        error ->
            error.subcode() != MessengerRefusals.WINDOW_CLOSED
                || !MessagingType.passesClosedWindow(fields));
  }

  private Answer sent(String person, MessengerContent.Fit fit, String raw) {
    String id = ids.next();
    received.add(
        new Arrival(
            id(),
            new Arrival.Place(person, person, /* threadId= */ null),
            fit.text(),
            new Arrival.Beside(fit.actions(), /* notified= */ List.of(), fit.files()),
            /* key= */ null,
            raw),
        id);
    return new Answer(200, to(person).put("message_id", id));
  }

  private static ObjectNode to(String person) {
    return JsonNodeFactory.instance.objectNode().put("recipient_id", person);
  }

  private static ObjectNode identity() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", "Caravan")
        .put("id", Tokens.MESSENGER_PAGE);
  }

  @Override
  public Answer rateLimited(long retryAfterSeconds) {
    return MessengerRefusals.needed(MessengerRefusals.RATE)
        .answer(GraphUsage.header("messenger", Tokens.MESSENGER_PAGE, retryAfterSeconds));
  }

  @Override
  public Answer serverError() {
    return new GraphError(
            500,
            2,
            0,
            "An unexpected error has occurred. Please retry your request later.",
            "",
            true)
        .answer();
  }

  @Override
  public Answer rejected() {
    return MessengerRefusals.needed(551).answer();
  }
}
