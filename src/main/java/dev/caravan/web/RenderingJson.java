package dev.caravan.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a template says with some variables.
 *
 * @param templateName null where the template itself was given
 */
public record RenderingJson(
    String text,
    String format,
    @Nullable String templateName,
    @Nullable Integer templateVersion,
    List<TemplateJson.VariableJson> variables,
    List<String> warnings) {}
