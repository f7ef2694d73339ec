# OpenCV's build describes its Python types only when all its modules are there, and its wheel asks for that description.
# With the few modules we build it gets an empty one; nothing that runs reads it.
file(WRITE ${CMAKE_BINARY_DIR}/untyped/py.typed "partial\n")
file(WRITE ${CMAKE_BINARY_DIR}/untyped/typing/__init__.py "")
install(DIRECTORY ${CMAKE_BINARY_DIR}/untyped/ DESTINATION python/cv2)
