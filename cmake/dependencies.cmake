# What the system's packages provide, as targets: cpt::json, cpt::expected and, natively, CLI11
# and Google Benchmark.
#
# Under Emscripten the system's include folder must not be searched: it would hide libc++. The
# headers that are needed are linked into the build tree and searched from there.

function(cpt_header_only target header)
  find_path(${target}_INCLUDE_DIR ${header} HINTS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  add_library(${target} INTERFACE)
  add_library(cpt::${target} ALIAS ${target})
  if(EMSCRIPTEN)
    get_filename_component(folder ${header} DIRECTORY)
    set(staged ${PROJECT_BINARY_DIR}/include/${target})
    file(MAKE_DIRECTORY ${staged})
    file(CREATE_LINK ${${target}_INCLUDE_DIR}/${folder} ${staged}/${folder} SYMBOLIC)
    target_include_directories(${target} SYSTEM INTERFACE ${staged})
  else()
    target_include_directories(${target} SYSTEM INTERFACE ${${target}_INCLUDE_DIR})
  endif()
endfunction()

cpt_header_only(json nlohmann/json.hpp)
cpt_header_only(expected tl/expected.hpp)
if(EMSCRIPTEN)
  target_compile_definitions(json INTERFACE JSON_NOEXCEPTION)
endif()
