package dev.caravan.platform.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.Call;
import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.PlatformContract;
import java.util.List;

/** Discord keeps the contract. */
class DiscordContractTest extends PlatformContract {
  @Override
  protected HttpPlatform platform() {
    return new DiscordPlatform();
  }

  @Override
  protected List<Row> answers() {
    return DiscordAnswers.ALL;
  }

  @Override
  protected String recipient() {
    return "290926798999357250";
  }

  @Override
  protected String thread() {
    return "1190000000000000001";
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
  protected String ping() {
    return "everyone|users|roles|true|allowed: $";
  }

  @Override
  protected List<String> payloads(JsonNode request) {
    return DiscordOracle.payloads(request);
  }

  @Override
  protected String threadOf(JsonNode request) {
    String channel = request.path("called").asText().replaceAll(".*/channels/|/messages", "");
    return channel.equals(recipient()) ? "" : channel;
  }
}
