include(GNUInstallDirs)

install(TARGETS bms-aggregator bms-sim RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES config/config.ini DESTINATION ${CMAKE_INSTALL_DATADIR}/bms-aggregator)
install(DIRECTORY src/sim/scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/bms-aggregator)
install(FILES README.md INSTALL.md CONFIGURATION.md CHANGELOG.md LICENSE
    DESTINATION ${CMAKE_INSTALL_DOCDIR})
