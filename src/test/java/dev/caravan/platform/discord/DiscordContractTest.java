package dev.caravan.platform.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.Call;
import dev.caravan.platform.PlatformContract;
import dev.caravan.platform.Sample;
import java.util.List;

/** Discord keeps the contract. */
class DiscordContractTest extends PlatformContract {
  private static final String CHANNEL = "290926798999357250";

  DiscordContractTest() {
    super(
        new DiscordPlatform(),
        DiscordAnswers.ALL,
        Sample.of(CHANNEL, "everyone|users|roles|true|allowed: $")
            .thread("1190000000000000001")
            .notifies("80351110224678912")
            .answers(CHANNEL + "/1190000000000000002", "1190000000000000002"));
  }

  @Override
  protected JsonNode request(Call call) {
    return ((ObjectNode) super.request(call)).put("called", call.url());
  }

  @Override
  protected String seen(JsonNode request) {
    return DiscordOracle.seen(request);
  }

  @Override
  protected String written(JsonNode request) {
    return "allowed: " + request.path("allowed_mentions");
  }

  @Override
  protected List<String> payloads(JsonNode request) {
    return DiscordOracle.payloads(request);
  }

  @Override
  protected String threadOf(JsonNode request) {
    String channel = request.path("called").asText().replaceAll(".*/channels/|/messages", "");
    return channel.equals(CHANNEL) ? "" : channel;
  }
}
