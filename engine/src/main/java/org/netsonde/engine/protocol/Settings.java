package org.netsonde.engine.protocol;

/**
 * Marks a record as the settings of an endpoint. Its components carry {@link Option}; bounds are checked by the
 * {@link SettingsBinder}, rules across fields by the record's constructor, which throws {@link SettingsException}.
 */
public interface Settings {}
