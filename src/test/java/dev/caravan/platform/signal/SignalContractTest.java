package dev.caravan.platform.signal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.PlatformContract;
import java.util.List;

/** Signal keeps the contract. */
class SignalContractTest extends PlatformContract {
  @Override
  protected HttpPlatform platform() {
    return new SignalPlatform();
  }

  @Override
  protected List<Row> answers() {
    return SignalAnswers.ALL;
  }

  @Override
  protected String recipient() {
    return SignalAnswers.RECIPIENT;
  }

  @Override
  protected String seen(JsonNode request) {
    return SignalOracle.seen(request);
  }

  @Override
  protected String written(JsonNode request) {
    return request.toString();
  }

  @Override
  protected List<String> payloads(JsonNode request) {
    return List.of();
  }

  @Override
  protected String ping() {
    return "\"(mentions|author)\"|\uFFFC";
  }
}
