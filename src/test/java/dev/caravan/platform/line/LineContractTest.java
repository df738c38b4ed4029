package dev.caravan.platform.line;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.platform.PlatformContract;
import dev.caravan.platform.Sample;
import java.util.List;

/** LINE keeps the contract. */
class LineContractTest extends PlatformContract {
  LineContractTest() {
    super(
        new LinePlatform(),
        LineAnswers.ALL,
        Sample.of("C4af4980629000000000000000000abcd", "textV2|mentionee")
            .notifies("U4af4980629000000000000000000abcd"));
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
}
