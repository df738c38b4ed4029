package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.governance.ContentForm;
import dev.caravan.governance.Destinations;
import dev.caravan.governance.Resolver;
import dev.caravan.governance.Words;
import dev.caravan.message.Content;
import dev.caravan.message.Form;
import dev.caravan.message.Maturity;
import dev.caravan.message.Message;
import dev.caravan.message.Notes;
import dev.caravan.message.Origin;
import dev.caravan.message.Refused;
import dev.caravan.message.Sender;
import dev.caravan.message.Target;
import dev.caravan.message.Terms;
import dev.caravan.platform.Connection;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.Platform;
import dev.caravan.platform.preview.Preview;
import dev.caravan.platform.preview.Previews;
import dev.caravan.store.Ids;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/messaging/preview}: what each platform would be sent; nothing is judged. */
public final class PreviewSteps {
  private static final int MOST_PLATFORMS = 50;

  /** Stands in where the caller names nobody. */
  private static final String ANYBODY = "preview";

  private final Destinations destinations;
  private final Resolver resolver;
  private final Words words;
  private final Function<HttpPlatform, Connection> pretended;
  private final InstantSource clock;

  /**
   * @param pretended a pretend connection for each platform that the hub renders for, in place of
   *     the site's own where it has none
   */
  public PreviewSteps(
      Destinations destinations,
      Resolver resolver,
      Words words,
      Function<HttpPlatform, Connection> pretended,
      InstantSource clock) {
    this.destinations = destinations;
    this.resolver = resolver;
    this.words = words;
    this.pretended = pretended;
    this.clock = clock;
  }

  /** Shows a content on each of the platforms, in the order in which they are named. */
  public void preview(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form form = request.form();
          String contact = form.text("contact", ContactForm.LONGEST_NAME);
          List<Platform> platforms = platforms(form, contact != null);
          Content asked = ContentForm.read(form);
          String recipient = form.text("recipient_id", 255);
          if (contact != null && recipient != null) {
            form.fault(
                "recipient_id",
                "contradiction",
                "'contact' says who reads it; leave 'recipient_id' out, or 'contact'.");
          }
          form.done();
          Content content = words.said(asked, ANYBODY, clock.instant());
          List<Preview> shown =
              contact == null
                  ? platforms.stream()
                      .map(platform -> preview(platform, content, recipient, request.principal()))
                      .toList()
                  : targets(contact).stream()
                      .map(target -> preview(target, content, request.principal()))
                      .toList();
          return Answer.ok(AnswerSteps.page(shown, null));
        });
  }

  private List<Target> targets(String contact) {
    List<Target> targets = resolver.targets(contact, clock.instant());
    if (targets.size() > MOST_PLATFORMS) {
      throw new Refused(
          Refused.Kind.INVALID,
          "contact",
          "too_many",
          "'%s' has %d members; at most %d are shown at once, so name a smaller group or one of them."
              .formatted(contact, targets.size(), MOST_PLATFORMS));
    }
    return targets;
  }

  private List<Platform> platforms(Form form, boolean named) {
    List<String> ids = form.texts("platforms", MOST_PLATFORMS, 64);
    if (named && form.has("platforms")) {
      form.fault(
          "platforms",
          "contradiction",
          "'contact' says on which platforms; leave 'platforms' out, or 'contact'.");
    }
    if (ids.isEmpty() && !named) {
      form.fault(
          "platforms",
          "required",
          "'platforms' must name one at least, for example [\"slack\", \"telegram\"]; or name a 'contact'.");
    }
    for (String id : ids) {
      destinations
          .unknownPlatform(id)
          .ifPresent(fault -> form.fault("platforms", fault.code(), fault.message()));
    }
    return ids.stream().distinct().flatMap(id -> destinations.platform(id).stream()).toList();
  }

  private Preview preview(
      Platform platform, Content content, @Nullable String recipient, Principal principal) {
    Connection connection = destinations.usual(platform.id()).orElse(null);
    if (connection == null && platform instanceof HttpPlatform rendered) {
      connection = pretended.apply(rendered);
    }
    Target target =
        new Target(
            platform.id(),
            platform.id(),
            true,
            recipient == null ? platform.anybody() : recipient,
            null);
    return preview(platform, connection, target, content, principal);
  }

  /** As a contact's own address shows it. */
  private Preview preview(Target target, Content content, Principal principal) {
    Connection connection = destinations.connection(target.connection());
    return preview(destinations.platform(connection), connection, target, content, principal);
  }

  private Preview preview(
      Platform platform,
      @Nullable Connection connection,
      Target target,
      Content content,
      Principal principal) {
    Message message =
        new Message(
            Ids.next(),
            new Sender(
                "default", Ids.next(), ANYBODY, Maturity.AUTONOMOUS, Origin.SEND, principal.name()),
            target,
            content,
            new Message.Outline(
                Terms.ORDINARY, new Notes(Map.of(), Map.of(), Ids.next().toString(), null)),
            clock.instant());
    return new Previews(platform, connection).text(message);
  }
}
