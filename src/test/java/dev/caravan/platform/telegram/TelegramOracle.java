package dev.caravan.platform.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.interfaces.Validable;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * What Telegram reads out of a request: its fields by the types of a bot library that nobody here
 * wrote, its HTML by the JDK's strict XML parser.
 */
final class TelegramOracle {
  private static final Set<String> TAGS =
      Set.of("root", "b", "i", "s", "a", "code", "pre", "blockquote");

  /** Refuses unknown fields, which the library's own annotations would have it overlook. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public JsonIgnoreProperties.Value findPropertyIgnoralByName(
                    MapperConfig<?> config, Annotated annotated) {
                  return JsonIgnoreProperties.Value.empty();
                }
              })
          .build();

  private TelegramOracle() {}

  static String seen(JsonNode request) {
    assertThat(request.path("chat_id").isIntegralNumber()).isTrue();
    if (request.has("message_id")) {
      EditMessageText edit = read(request, EditMessageText.class);
      assertThat(edit.getLinkPreviewOptions().getIsDisabled()).isTrue();
      return seen(edit.getText(), edit.getParseMode());
    }
    SendMessage post = read(request, SendMessage.class);
    assertThat(post.getLinkPreviewOptions().getIsDisabled()).isTrue();
    return seen(post.getText(), post.getParseMode());
  }

  private static String seen(String text, @Nullable String mode) {
    if (mode == null) {
      return text;
    }
    assertThat(mode).isEqualTo("HTML");
    return read("<root>" + text + "</root>");
  }

  /** What its buttons carry, in their order. */
  static List<String> payloads(JsonNode request) {
    return read(request, SendMessage.class).getReplyMarkup() instanceof InlineKeyboardMarkup keys
        ? keys.getKeyboard().stream()
            .flatMap(List::stream)
            .map(button -> button.getCallbackData())
            .toList()
        : List.of();
  }

  static String photo(JsonNode request) {
    return read(request, SendPhoto.class).getPhoto().getAttachName();
  }

  static String document(JsonNode request) {
    return read(request, SendDocument.class).getDocument().getAttachName();
  }

  private static <T extends Validable> T read(JsonNode request, Class<T> type) {
    try {
      T read = STRICT.treeToValue(request, type);
      read.validate();
      return read;
    } catch (TelegramApiException | com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError("Telegram could not read: " + request, e);
    }
  }

  private static String read(String html) {
    try {
      Element root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(html)))
              .getDocumentElement();
      known(root);
      return root.getTextContent();
    } catch (Exception e) {
      throw new AssertionError("Telegram could not read: " + html, e);
    }
  }

  private static void known(Node node) {
    if (node instanceof Element element) {
      assertThat(TAGS).contains(element.getTagName());
    }
    for (Node at = node.getFirstChild(); at != null; at = at.getNextSibling()) {
      known(at);
    }
  }
}
