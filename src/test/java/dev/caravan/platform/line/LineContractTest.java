package dev.caravan.platform.line;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.PlatformContract;
import java.util.List;

/** LINE keeps the contract. */
class LineContractTest extends PlatformContract {
  @Override
  protected HttpPlatform platform() {
    return new LinePlatform();
  }

  @Override
  protected List<Row> answers() {
    return LineAnswers.ALL;
  }

  @Override
  protected String recipient() {
    return "C4af4980629000000000000000000abcd";
  }

  @Override
  protected String seen(JsonNode request) {
    return LineOracle.seen(request);
  }

  @Override
  protected String written(JsonNode request) {
    return request.path("messages").toString();
  }

  @Override
  protected List<String> payloads(JsonNode request) {
    return LineOracle.payloads(request);
  }

  @Override
  protected String ping() {
    return "textV2|mentionee";
  }
}
