package dev.caravan.web;

import dev.caravan.template.Drafts;
import dev.caravan.template.Name;
import dev.caravan.template.NamedTemplate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A version of a named template as the API shows it. */
public record TemplateJson(
    String name,
    int version,
    String template,
    String format,
    @Nullable String description,
    Map<String, Object> defaults,
    List<VariableJson> variables,
    Instant createdAt,
    String createdBy) {

  /** A name that the template asks for. */
  public record VariableJson(String name, String need) {
    static VariableJson of(Name name) {
      return new VariableJson(name.name(), name.need().word());
    }
  }

  static TemplateJson of(NamedTemplate template, Drafts drafts) {
    NamedTemplate.Body body = template.body();
    return new TemplateJson(
        template.name(),
        template.version(),
        body.text(),
        body.format().word(),
        body.description(),
        body.defaults(),
        drafts.names(body).stream().map(VariableJson::of).toList(),
        template.life().createdAt(),
        template.life().createdBy());
  }
}
