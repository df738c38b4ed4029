package dev.caravan.sandbox.whatsapp;

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
import java.util.Map;
import java.util.Optional;

/** WhatsApp's Cloud API: the messages of one number, and who the number is. */
public final class PretendWhatsApp implements PretendPlatform {
  private final Received received;
  private final Map<String, String> refusals;
  private final GraphIds ids;
  private final GraphDoor door =
      new GraphDoor(Tokens.WHATSAPP_NUMBER, Tokens.WHATSAPP, Tokens.META_APP_SECRET);

  public PretendWhatsApp(Received received, InstantSource clock, Settings settings) {
    this.received = received;
    this.refusals = settings.refusalsOf(id());
    this.ids = new GraphIds("wamid.", clock);
    // A refusal that cannot be read is better found at start than at its first use.
    refusals.values().forEach(WhatsAppRefusals::configured);
  }

  @Override
  public String id() {
    return "whatsapp";
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
    WhatsAppContent content = WhatsAppContent.read(message.fields());
    if (content instanceof WhatsAppContent.Unfit unfit) {
      return unfit.error().refused();
    }
    if (!message.fields().has("to")) {
      return WhatsAppWording.INSTANCE.missing("to").refused();
    }
    Optional<WhatsAppNumber> number = WhatsAppNumber.read(message.fields().path("to"));
    if (number.isEmpty()) {
      return WhatsAppWording.INSTANCE.value("to", "is no telephone number").refused();
    }
    WhatsAppContent.Fit fit = (WhatsAppContent.Fit) content;
    WhatsAppNumber to = number.get();
    Optional<GraphError> refusal = to.refusal(fit.type(), refusals);
    return refusal.isPresent()
        ? refusal.get().refused()
        : new Judged.Accepted(to.written(), () -> sent(to, fit, message.raw()));
  }

  private Answer sent(WhatsAppNumber to, WhatsAppContent.Fit fit, String raw) {
    String id = ids.next();
    received.add(
        new Arrival(
            id(),
            new Arrival.Place(to.written(), to.id(), /* threadId= */ null),
            fit.text(),
            new Arrival.Beside(fit.actions(), /* notified= */ List.of(), fit.files()),
            /* key= */ null,
            raw),
        id);
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("messaging_product", "whatsapp");
    body.putArray("contacts").addObject().put("input", to.written()).put("wa_id", to.id());
    ObjectNode message = body.putArray("messages").addObject().put("id", id);
    if (fit.type().equals("template")) {
      message.put("message_status", "accepted");
    }
    return new Answer(200, body);
  }

  private static ObjectNode identity() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", Tokens.WHATSAPP_NUMBER)
        .put("display_phone_number", "+1 555-010-0000")
        .put("verified_name", "Caravan")
        .put("quality_rating", "GREEN");
  }

  @Override
  public Answer rateLimited(long retryAfterSeconds) {
    return WhatsAppRefusals.of(130429)
        .answer(GraphUsage.header("whatsapp", Tokens.WHATSAPP_NUMBER, retryAfterSeconds));
  }

  @Override
  public Answer serverError() {
    return WhatsAppRefusals.of(131016).answer();
  }

  @Override
  public Answer rejected() {
    return WhatsAppRefusals.of(131026).answer();
  }
}
