package dev.caravan.sandbox;

import dev.caravan.sandbox.discord.PretendDiscord;
import dev.caravan.sandbox.googlechat.PretendGoogleChat;
import dev.caravan.sandbox.line.PretendLine;
import dev.caravan.sandbox.messenger.PretendMessenger;
import dev.caravan.sandbox.signal.PretendSignal;
import dev.caravan.sandbox.slack.PretendSlack;
import dev.caravan.sandbox.teams.PretendTeams;
import dev.caravan.sandbox.telegram.PretendTelegram;
import dev.caravan.sandbox.whatsapp.PretendWhatsApp;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** The pretend platforms, the faults they are told to have, and what truly arrived at them. */
public final class Sandbox {
  private final Received received;
  private final Faults faults;
  private final List<PretendPlatform> platforms;

  /** A sandbox in which nothing has arrived yet and nothing goes wrong. */
  public Sandbox(InstantSource clock, Settings settings) {
    this.received = new Received(clock, settings);
    this.faults = new Faults(new Random(settings.seed()));
    this.platforms =
        List.of(
            new PretendSlack(received, clock, settings),
            new PretendDiscord(received, clock, settings),
            new PretendTeams(received, clock, settings),
            new PretendTelegram(received, clock, settings),
            new PretendGoogleChat(received, clock, settings),
            new PretendSignal(received, clock, settings),
            new PretendLine(received, clock, settings),
            new PretendWhatsApp(received, clock, settings),
            new PretendMessenger(received, clock, settings));
  }

  /**
   * Adds {@code /sandbox/<platform>/*}, judged by the platform's own token, and {@code
   * /sandbox/api/*}, which asks for no key: whoever mounts it puts a guard in front.
   */
  public void mount(Router router) {
    for (PretendPlatform platform : platforms) {
      Desk desk = new Desk(platform, faults);
      router.route(desk.paths()).handler(desk::serve);
    }
    SandboxApi api = new SandboxApi(platforms.stream().map(PretendPlatform::id).toList());
    new FaultsApi(faults, api).mount(router);
    new MessagesApi(received, api).mount(router);
    api.mountRest(router);
  }

  /** What truly arrived. */
  public Received received() {
    return received;
  }

  /** Where a sandbox connection's {@code baseUrl} points to, under the server's own address. */
  public static String baseUrl(String server, String platform) {
    return server + "/sandbox/" + platform;
  }
}
