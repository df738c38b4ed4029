/**
 * The API described: an OpenAPI document made of the running routes, the answers' records and one
 * table of operations a tag, and the page that shows it.
 */
@NullMarked
package dev.caravan.web.openapi;

import org.jspecify.annotations.NullMarked;
