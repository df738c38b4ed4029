package dev.caravan.platform.telegram;

import dev.caravan.message.Delivery;
import dev.caravan.message.Outcome;
import dev.caravan.platform.Answer;
import dev.caravan.platform.Call;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Connections;
import dev.caravan.platform.PlatformSteps;
import java.util.Map;

/** The bean {@code telegram} of routes/platform/telegram.camel.yaml. */
public final class TelegramSteps extends PlatformSteps {
  public TelegramSteps(Connections connections) {
    super(connections);
  }

  @Override
  protected Call call(Delivery delivery, Connection connection) {
    return new Call(
        connection.url("/bot" + connection.credential("botToken") + "/sendMessage"),
        Map.of(),
        TelegramRenderer.json(delivery));
  }

  @Override
  protected Outcome read(Answer answer) {
    return TelegramReader.read(answer);
  }
}
