package dev.caravan.platform.slack;

import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Call;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.PlatformSteps;
import java.util.Map;

/** The bean {@code slack} of routes/platform/slack.camel.yaml. */
public final class SlackSteps extends PlatformSteps {
  public SlackSteps(Connections connections) {
    super(connections);
  }

  @Override
  protected Call call(Delivery delivery, Connection connection) {
    return new Call(
        connection.url("/api/chat.postMessage"),
        Map.of("Authorization", "Bearer " + connection.credential("botToken")),
        SlackRenderer.json(delivery));
  }

  @Override
  protected Outcome read(Answer answer) {
    return SlackReader.read(answer);
  }
}
