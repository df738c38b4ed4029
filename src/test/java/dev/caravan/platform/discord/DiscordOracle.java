package dev.caravan.platform.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.selections.SelectOption;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.tree.MessageComponentTree;
import net.dv8tion.jda.api.components.utils.ComponentDeserializer;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.MarkdownSanitizer;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * What JDA, the library of Discord's bots, reads out of a request; it keeps to Discord's limits.
 */
final class DiscordOracle {
  private DiscordOracle() {}

  /** The text without its marks; JDA leaves the backslashes that keep a mark from being one. */
  static String seen(JsonNode request) {
    MessageCreateData message = message(request);
    return MarkdownSanitizer.sanitize(message.getContent())
        .replaceAll("\\\\([^0-9A-Za-z\\s])", "$1");
  }

  static List<String> payloads(JsonNode request) {
    message(request);
    MessageComponentTree tree = tree(request);
    Stream<String> buttons = tree.findAll(Button.class).stream().map(Button::getCustomId);
    Stream<String> options =
        tree.findAll(StringSelectMenu.class).stream()
            .flatMap(select -> select.getOptions().stream())
            .map(SelectOption::getValue);
    return Stream.concat(buttons, options).toList();
  }

  static MessageCreateData message(JsonNode request) {
    // An edit is the same however often it is made.
    boolean edit = request.path("called").asText().matches(".*/messages/\\d+");
    assertThat(request.path("nonce").asText()).hasSizeBetween(edit ? 0 : 1, edit ? 0 : 25);
    MessageComponentTree tree = tree(request);
    tree.findAll(ActionRow.class)
        .forEach(
            row -> assertThat(ActionRow.of(row.getComponents()).isMessageCompatible()).isTrue());
    return new MessageCreateBuilder()
        .setContent(request.path("content").asText())
        .setEmbeds(embeds(request))
        .setComponents(tree)
        .build();
  }

  static List<MessageEmbed> embeds(JsonNode request) {
    return StreamSupport.stream(request.path("embeds").spliterator(), false)
        .map(embed -> EmbedBuilder.fromData(DataObject.fromJson(embed.toString())).build())
        .toList();
  }

  private static MessageComponentTree tree(JsonNode request) {
    return new ComponentDeserializer(List.of())
        .deserializeAsTree(
            MessageComponentTree.class, DataArray.fromJson(request.path("components").toString()));
  }
}
