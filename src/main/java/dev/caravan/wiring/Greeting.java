package dev.caravan.wiring;

import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import java.util.Optional;
import java.util.function.Predicate;

/** What is printed at readiness: where the hub is, whose token, and a first message to paste. */
final class Greeting {
  /** The agent that an empty home has for whoever tries the hub. */
  private static final String SPEAKER = "autonomous";

  private final Settings settings;
  private final Connections connections;
  private final Predicate<String> live;

  /** {@code live} says whether a living agent has a name. */
  Greeting(Settings settings, Connections connections, Predicate<String> live) {
    this.settings = settings;
    this.connections = connections;
    this.live = live;
  }

  String text() {
    return "\nCaravan is ready at " + url() + "\n" + token() + "\n\n" + first() + "\n";
  }

  private String token() {
    return settings.has("caravan.admin.token")
        ? "The admin's token is that of " + settings.named("caravan.admin.token")
        : "The admin's token is in " + settings.home().resolve("admin.token");
  }

  /** Only what goes nowhere is given to be pasted. */
  private String first() {
    Optional<Connection> pretended = pretended();
    if (pretended.isEmpty()) {
      return """
          No connection is a pretended one, so there is no message here to paste: it would go out.
          The whole API, to read and to try: %s/docs
          """
          .formatted(url());
    }
    boolean speaks = live.test(SPEAKER);
    return """
        A first message, to a pretend Slack (connection %s):

        %scurl -sS %s/api/v1/messaging/proactive/send -H "Authorization: Bearer %s" -H 'Content-Type: application/json' -d '{"agent_id":"%s","connection":"%s","recipient_id":"C0GENERAL","content":"Hello from Caravan"}'
        """
        .formatted(
            pretended.get().name(),
            speaks ? "" : "(agent_id: an agent of yours, made by POST /api/v1/agents)\n",
            url(),
            bearer(),
            speaks ? SPEAKER : "<agent>",
            pretended.get().name());
  }

  private Optional<Connection> pretended() {
    return connections.all().stream()
        .filter(c -> settings.flag("caravan.sandbox.enabled"))
        .filter(c -> c.sandbox() && c.platform().equals("slack"))
        .findFirst();
  }

  private String bearer() {
    if (!settings.has("caravan.admin.token")) {
      return "$(cat " + settings.home().resolve("admin.token") + ")";
    }
    String name = settings.named("caravan.admin.token");
    return name.equals("CARAVAN_ADMIN_TOKEN") ? "$" + name : "<" + name + ">";
  }

  private String url() {
    return new ConnectionsSource(settings).server();
  }
}
