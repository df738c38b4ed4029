package dev.caravan.platform.signal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.PlatformContract;
import dev.caravan.platform.Sample;
import java.util.List;

/** Signal keeps the contract. */
class SignalContractTest extends PlatformContract {
  SignalContractTest() {
    super(
        new SignalPlatform(),
        SignalAnswers.ALL,
        Sample.of(SignalAnswers.RECIPIENT, "\"(mentions|author)\"|\uFFFC")
            .notifies("+15550100002", "group.YWJjZGVmZ2hpamtsbW5vcA=="));
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
}
